import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './build.ts'
import { inDesktop } from './desktop.ts'
import { packageFolder } from './package.ts'
import { programs, runProgram } from './program.ts'
import { root } from './root.ts'
import { electronRuntime, runtimeEnvironment } from './runtime.ts'
import { ensureSystem, needs } from './system.ts'
import { sum, type Tally, tallyOfCheck, tallyOfPlaywright, tallyOfVitest } from './tally.ts'

// Everything that CI runs, in one command. Its last line is `N passed, N failed`, added up over all parts.
//
//   npm test                          all parts
//   npm test -- desktop [filter …]    one part; a filter is a piece of a test file's name

const onLinux = process.platform === 'linux'
const artefacts = join(root, 'test-artefacts')
const [onlyPart, ...filters] = process.argv.slice(2)

ensureSystem(needs.window, needs.desktop, needs.packaging)
const runtime = await electronRuntime()
const environment = { ...process.env, ...runtimeEnvironment(runtime) }
mkdirSync(artefacts, { recursive: true })

/** Where a runner leaves its report; the one of an earlier run is taken away. */
function freshReport(name: string): string {
  const file = join(artefacts, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

/** A check that prints only when it complains. */
function check(script: string, ...args: string[]): Tally {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) console.log(stdout + stderr)
  return tallyOfCheck(status ?? 1)
}

function vitest(): Tally {
  const report = freshReport('vitest')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = runProgram(programs.vitest, ['run', ...reporters, ...filters], environment)
  return tallyOfVitest(report, code)
}

async function desktop(): Promise<Tally> {
  const report = freshReport('desktop')
  const args = ['test', '--reporter=list,json', ...filters]
  const env = { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = onLinux
    ? await inDesktop([process.execPath, programs.playwright, ...args], env, join(artefacts, 'desktop.log'))
    : runProgram(programs.playwright, args, env)
  return tallyOfPlaywright(report, code)
}

/** Something that must succeed before the tests that need it; says why when it does not. */
function succeeds(work: () => void): Tally {
  try {
    work()
    return tallyOfCheck(0)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return tallyOfCheck(1)
  }
}

const importRules = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles']

const parts: Record<string, () => Tally | Promise<Tally>> = {
  types: () => check(programs.tsc),
  lint: () => check(programs.biome, 'check', '--error-on-warnings', '.'),
  imports: () => check(programs.biome, 'lint', ...importRules, '.'),
  build: () => succeeds(buildApp),
  unit: vitest,
  package: () =>
    onLinux ? succeeds(() => packageFolder(runtime)) : { ...tallyOfCheck(0), passed: 0, skipped: 1 },
  desktop,
}

const chosen = Object.entries(parts).filter(([name]) => onlyPart === undefined || name === onlyPart)
if (chosen.length === 0) {
  console.error(`There is no part "${onlyPart}"; the parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const lines: string[] = []
const tallies: Tally[] = []
for (const [name, part] of chosen) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`)
  const start = performance.now()
  const tally = await part()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const counts = `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
  lines.push(`${name.padEnd(10)} ${counts.padEnd(44)} ${seconds.padStart(7)} s`)
  tallies.push(tally)
}

const all = sum(tallies)
for (const name of all.failures) console.log(`failed: ${name}`)
console.log(`\n${lines.join('\n')}\n`)
console.log(
  `Electron ${runtime.version}${runtime.official ? '' : ' (the fallback for development and tests)'}`,
)
console.log(`${all.skipped} skipped`)
console.log(`${all.passed} passed, ${all.failed} failed`)
process.exitCode = all.failed === 0 ? 0 : 1
