import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepTrouble, mayBeBack, nameOf, needsMerchant } from '../../main/core/trouble.ts'
import { type Ledger, openLedger } from '../../main/store/ledger.ts'
import { systemClock } from '../../main/support/clock.ts'
import { RunId } from '../../shared/ids.ts'
import { noCounts, type Outcome, type Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
let folder: string
let ledger: Ledger
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillbridge-core-'))
  const opened = openLedger({ file: join(folder, 'ledger.sqlite'), clock: systemClock, log: quiet })
  if (!opened.ok) throw new Error('no ledger')
  ledger = opened.value
})
afterEach(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const ended = (outcome: Outcome): Run => ({
  id: RunId.parse(1),
  job: 'stock',
  trigger: 'schedule',
  mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
  startedAt: '2026-11-24T12:00:00.000Z',
  endedAt: '2026-11-24T12:00:01.000Z',
  outcome,
  counts: noCounts,
  progress: null,
})
const failed = (key: string): Run => ended({ kind: 'failed', reason: message(key) })
/** A run that has asked both services. */
const asking = (run: Run): Run => ({
  ...run,
  counts: { ...noCounts, lightspeedRequests: 1, magentoRequests: 1 },
})
const problems = () => ledger.problems.list(0, 10).map(({ kind, subject }) => [kind, subject])

test.each([
  ['lightspeed.token-refused', 'reconnect-needed', 'lightspeed', true],
  ['lightspeed.unreachable', 'unreachable', 'lightspeed', false],
  ['lightspeed.token-service.unreachable', 'unreachable', 'lightspeed', false],
  ['lightspeed.token-service.key-refused', 'token-service', 'lightspeed', true],
  ['vault.unavailable.system', 'vault-locked', 'lightspeed', true],
  ['vault.undecryptable', 'vault-locked', 'lightspeed', true],
  ['magento.refused-keys.signature', 'refused-keys', 'magento', true],
  ['magento.permission-missing', 'permission-missing', 'magento', true],
  ['magento.maintenance', 'unreachable', 'magento', false],
])(
  '%s is one problem of its connection, named once however often it fails',
  (key, kind, service, merchant) => {
    keepTrouble(ledger, failed(key))
    keepTrouble(ledger, failed(key))
    expect(problems()).toEqual([[kind, { kind: 'connection', service }]])
    expect([...needsMerchant].some((one) => one === kind)).toBe(merchant)
  },
)

test('a run that reached both services ends the trouble, and a cancelled one does not', () => {
  keepTrouble(ledger, failed('magento.unreachable'))
  keepTrouble(ledger, asking(ended({ kind: 'cancelled' })))
  expect(problems()).toHaveLength(1)
  keepTrouble(ledger, asking(ended({ kind: 'done' })))
  expect(problems()).toEqual([])
})

test('a sync that had nothing to send says nothing about a shop that does not answer', () => {
  keepTrouble(ledger, failed('magento.unreachable'))
  const nothingToSend = { ...ended({ kind: 'done' }), counts: { ...noCounts, lightspeedRequests: 1 } }
  expect(keepTrouble(ledger, nothingToSend).over.map(nameOf)).toEqual(['connection:lightspeed', 'job:stock'])
  expect(problems()).toEqual([['unreachable', { kind: 'connection', service: 'magento' }]])
  expect(mayBeBack(ledger, nothingToSend)).toBe(true)
})

test('a sync that the shop stopped has read the till, so the till is well again', () => {
  keepTrouble(ledger, failed('lightspeed.unreachable'))
  keepTrouble(ledger, asking(failed('magento.unreachable')))
  expect(problems()).toEqual([['unreachable', { kind: 'connection', service: 'magento' }]])
})

test('a failure of neither service is a problem of the job', () => {
  keepTrouble(ledger, failed('failure.bug'))
  expect(problems()).toEqual([['run-failed', { kind: 'job', job: 'stock' }]])
})

test('the service’s own words are kept for Details', () => {
  keepTrouble(
    ledger,
    ended({ kind: 'failed', reason: message('lightspeed.rejected'), details: 'GET Item: 400 no such field' }),
  )
  expect(ledger.problems.list(0, 10)).toMatchObject([
    { kind: 'run-failed', details: 'GET Item: 400 no such field' },
  ])
})
