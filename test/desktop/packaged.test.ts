import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'

const runFile = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'dist', 'linux-unpacked', 'tillbridge')

// Playwright cannot drive this program: the switch through which it would is off, as in a release.
test.describe('the packaged program', () => {
  let home = ''
  let env: NodeJS.ProcessEnv = {}

  test.beforeEach(() => {
    expect(existsSync(program), 'npm test -- package builds it').toBe(true)
    home = mkdtempSync(join(tmpdir(), 'tillbridge-packaged-'))
    const keyFile = join(home, 'vault.key')
    writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })
    env = { ...process.env, TILLBRIDGE_HOME: join(home, 'data'), TILLBRIDGE_VAULT_KEY_FILE: keyFile }
  })
  test.afterEach(() => rmSync(home, { recursive: true, force: true }))

  const runProgram = async (...words: string[]): Promise<string> =>
    (await runFile(program, words, { env, timeout: 30_000 })).stdout

  test('tells its version on the command line', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect((await runProgram('--version')).trim()).toBe(version)
  })

  test('shows its tray icon, and the command line is answered by the app that runs', async () => {
    const app = spawn(program, ['--hidden'], { env, stdio: 'ignore' })
    try {
      await expect.poll(trayIcons, { timeout: 30_000 }).toBe(1)
      expect(JSON.parse(await runProgram('status', '--json'))).toMatchObject({ setUp: 'lightspeed' })
    } finally {
      await end(app)
    }
  })

  test('is locked: no Node, no debugger, no foreign code', async () => {
    const wire = await getCurrentFuseWire(program)
    const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      checksAsar: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, onlyFromAsar: true, checksAsar: true })
  })
})

/** How many icons stand in the panel's tray. */
async function trayIcons(): Promise<number> {
  const watcher = ['--dest', 'org.kde.StatusNotifierWatcher', '--object-path', '/StatusNotifierWatcher']
  const property = ['org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems']
  const get = ['--method', 'org.freedesktop.DBus.Properties.Get', ...property]
  const { stdout } = await runFile('gdbus', ['call', '--session', ...watcher, ...get])
  return stdout.match(/StatusNotifierItem/g)?.length ?? 0
}

async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return
  app.kill('SIGTERM')
  await once(app, 'exit')
}
