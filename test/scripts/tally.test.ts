import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sum, tallyOfCheck, tallyOfPlaywright, tallyOfVitest } from '../../scripts/tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function reportOf(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'a sale', status: 'passed' }] },
  ],
}
const playwrightReport = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 1 }, errors: [] }

test('tests that were skipped or are still to be written do not count as passed', () => {
  expect(tallyOfVitest(reportOf(vitestReport), 0)).toMatchObject({ passed: 5, failed: 0, skipped: 3 })
  expect(tallyOfPlaywright(reportOf(playwrightReport), 0)).toMatchObject({ passed: 3, failed: 0, skipped: 1 })
})

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [{ name: 'b.test.ts', status: 'failed', assertionResults: [] }]
  expect(tallyOfVitest(reportOf({ ...vitestReport, testResults }), 1)).toMatchObject({
    failed: 1,
    failures: ['b.test.ts'],
  })
})

test('what failed is named', () => {
  const results = [
    { fullName: 'a sale', status: 'passed' },
    { fullName: 'a refund', status: 'failed' },
  ]
  const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults: results }]
  expect(tallyOfVitest(reportOf({ ...vitestReport, numFailedTests: 1, testResults }), 1)).toMatchObject({
    failed: 1,
    failures: ['a refund'],
  })
})

test('a runner that ends badly has failed although all its tests passed', () => {
  expect(tallyOfVitest(reportOf(vitestReport), 1).failed).toBe(1)
  expect(tallyOfPlaywright(reportOf(playwrightReport), 1).failed).toBe(1)
})

test('a runner that left no report, or ran no test at all, has failed', () => {
  const nothing = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
  expect(tallyOfVitest(join(folder, 'absent.json'), 0).failed).toBe(1)
  expect(tallyOfPlaywright(reportOf({ ...playwrightReport, stats: nothing }), 0).failed).toBe(1)
})

test('a desktop test that passes only at its second try has failed', () => {
  const stats = { ...playwrightReport.stats, flaky: 1 }
  expect(tallyOfPlaywright(reportOf({ ...playwrightReport, stats }), 0).failed).toBe(1)
})

test('the parts are added up', () => {
  const parts = [
    tallyOfCheck(0),
    tallyOfCheck(1),
    { passed: 5, failed: 1, skipped: 3, failures: ['a refund'] },
  ]
  expect(sum(parts)).toEqual({ passed: 6, failed: 2, skipped: 3, failures: ['a refund'] })
})
