import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** How many tests of a part came out which way, and which failed, as far as its report names them. */
export type Tally = { passed: number; failed: number; skipped: number; failures: readonly string[] }

const VitestResult = z.object({ fullName: z.string(), status: z.string() })

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(VitestResult) }),
  ),
})

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
})

/** A check that has no tests of its own counts as one. */
export function tallyOfCheck(exitCode: number): Tally {
  return exitCode === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [] }
}

/** Vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function tallyOfVitest(file: string, exitCode: number): Tally {
  const report = reportIn(file, VitestReport)
  if (report === undefined) return tallyOfCheck(1)
  const unloaded = report.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.length === 0,
  )
  const failed = report.testResults.flatMap((file) =>
    file.assertionResults.flatMap(({ fullName, status }) => (status === 'failed' ? [fullName] : [])),
  )
  return honest(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failed, ...unloaded.map(({ name }) => name)],
  })
}

/** Playwright's JSON report; a test that passes only at its second try has failed. */
export function tallyOfPlaywright(file: string, exitCode: number): Tally {
  const report = reportIn(file, PlaywrightReport)
  if (report === undefined) return tallyOfCheck(1)
  const { expected, unexpected, flaky, skipped } = report.stats
  return honest(exitCode, {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: [],
  })
}

export function sum(tallies: readonly Tally[]): Tally {
  const none: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }
  return tallies.reduce(
    (all, each) => ({
      passed: all.passed + each.passed,
      failed: all.failed + each.failed,
      skipped: all.skipped + each.skipped,
      failures: [...all.failures, ...each.failures],
    }),
    none,
  )
}

/** A runner that ends in failure, or that ran nothing, has failed, whatever it counted. */
function honest(exitCode: number, tally: Tally): Tally {
  const wrong = tally.failed === 0 && (exitCode !== 0 || tally.passed + tally.skipped === 0)
  return wrong ? { ...tally, failed: 1 } : tally
}

function reportIn<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}
