import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** Git-ignored: the strangers are nobody's dependency. */
const folder = join(root, '.strangers')

const manifest = JSON.stringify(
  {
    private: true,
    description: 'Independent clients of both services, to drive the sandbox with',
    dependencies: { 'lightspeed-retail-sdk': '3.5.0', 'magento-api-rest': '2.0.4' },
  },
  undefined,
  2,
)

/** Installs both packages where they are missing, without running any script of theirs. */
export function installStrangers(): void {
  const file = join(folder, 'package.json')
  if (existsSync(join(folder, 'node_modules')) && readFileSync(file, 'utf8') === manifest) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, manifest)
  console.log('Installing two strangers …')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] }
  const { status } = spawnSync(command, args, { ...options, shell: command === 'npm' })
  if (status !== 0) throw new Error('npm install did not finish. Is the package registry in reach?')
}

/** The address of a stranger's entry, for `import()`. */
export function strangerEntry(name: string): string {
  return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href
}
