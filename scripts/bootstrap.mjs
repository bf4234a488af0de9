// Runs a script of this project under the project's own Node, after installing the packages where they are
// missing or the lock file has changed. It is the first thing a fresh clone starts, so it runs on any Node from 20 and imports
// nothing but Node itself:
//
//   node scripts/bootstrap.mjs <script.ts> [arguments]

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The packages that a lock file names, or undefined where there is no such file. */
function lockedPackages(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Whether node_modules holds what package-lock.json asks for; npm leaves its own record there when it is done. */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json')
  const installed = lockedPackages('node_modules', '.package-lock.json')
  if (installed === undefined) return false
  const missing = Object.entries(wanted).filter(([path, { version, optional, peer }]) => {
    if (path === '') return false
    const there = installed[path]
    return there === undefined ? !optional && !peer : there.version !== version
  })
  return missing.length === 0
}

function installPackages() {
  console.log('Installing packages (npm ci) …')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: command === 'npm' }
  const { status } = spawnSync(command, [...first, 'ci', '--include=dev', '--loglevel=error'], options)
  if (status !== 0) {
    console.error('npm ci did not finish, see above. Is the package registry in reach?')
    process.exit(1)
  }
}

function runUnderProjectNode(script, args) {
  const windows = process.platform === 'win32'
  const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  // Children that say just `node` mean this one too.
  const path = [join(root, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(windows ? ';' : ':')
  const env = { ...process.env, PATH: path }
  const child = spawn(node, [script, ...args], { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

const [script, ...args] = process.argv.slice(2)
if (script === undefined) {
  console.error('Usage: node scripts/bootstrap.mjs <script.ts> [arguments]')
  process.exit(2)
}
if (!isInstalled()) installPackages()
runUnderProjectNode(script, args)
