import { describe, expect, test } from 'vitest'
import { clickAct } from '../../main/desktop/click.ts'
import { isAllowedLink } from '../../main/desktop/links.ts'
import { trayMenu } from '../../main/desktop/tray-menu.ts'
import { pauseUntil } from '../../shared/day.ts'
import { message } from '../../shared/message.ts'
import { createWords } from '../../shared/say.ts'
import type { Connection, Status } from '../../shared/status.ts'

const now = Date.parse('2026-11-24T14:02:00Z')
const iso = (ms: number) => new Date(ms).toISOString()

const connected: Connection = {
  kind: 'connected',
  name: 'Sutton',
  address: 'https://shop.example',
  lastGoodAt: iso(now),
  facts: message('facts'),
}

const aStatus = (changes: Partial<Status> = {}): Status => ({
  state: 'up-to-date',
  sentence: message('status.upToDate'),
  more: message('status.lastChange', { at: iso(now - 40_000) }),
  setUp: 'done',
  lightspeed: connected,
  magento: connected,
  running: [],
  jobs: [],
  budget: null,
  route: null,
  paused: null,
  needsYou: 0,
  items: { total: 0, online: 0, waiting: 0, itemsToday: 0, stockToday: 0, lastChangeSentAt: null, shops: 0 },
  ...changes,
})

describe('a click on the tray icon', () => {
  test('syncs', () => {
    expect(clickAct(aStatus(), now, null)).toEqual({ kind: 'sync' })
  })
  test('a double click is one click', () => {
    expect(clickAct(aStatus(), now + 200, now)).toEqual({ kind: 'nothing' })
    expect(clickAct(aStatus(), now + 2_000, now)).toEqual({ kind: 'sync' })
  })
  test('before set-up it opens the set-up', () => {
    expect(clickAct(aStatus({ setUp: 'magento' }), now, null)).toEqual({ kind: 'open', page: 'connect' })
  })
  test('with a broken connection it opens that page', () => {
    const magento: Connection = { ...connected, kind: 'broken', reason: message('why'), reconnect: true }
    expect(clickAct(aStatus({ magento }), now, null)).toEqual({ kind: 'open', page: 'connect' })
  })
})

describe('the menu of the tray icon', () => {
  const words = createWords({ language: 'en' })
  const labels = (status: Status | null, last: string | null = null) =>
    trayMenu(status, last, words, now).map((entry) => (entry.kind === 'line' ? '—' : entry.label))

  test('says the state in words with its age first, and holds every way on', () => {
    expect(labels(aStatus({ needsYou: 2 }), 'Checked just now: nothing to send')).toEqual([
      'Up to date. Last change sent 40 seconds ago.',
      '—',
      'Open Tillbridge',
      'Sync now',
      'Pause',
      '—',
      'Needs you (2)',
      'Checked just now: nothing to send',
      '—',
      'Settings',
      'Show the log',
      'Quit',
    ])
  })
  test('while paused it offers to resume', () => {
    expect(labels(aStatus({ paused: { until: null } }))).toContain('Resume')
  })
  test('before set-up nothing can be synced', () => {
    const sync = trayMenu(aStatus({ setUp: 'go' }), null, words, now).find(
      (entry) => entry.kind === 'menu' && entry.label === 'Sync now',
    )
    expect(sync).toMatchObject({ enabled: false })
  })
  test('speaks French', () => {
    expect(trayMenu(aStatus(), null, createWords({ language: 'fr' }), now)[0]).toMatchObject({
      label: expect.stringMatching(/^À jour\./),
    })
  })
})

test('a pause of half an hour ends half an hour later', () => {
  expect(pauseUntil('30m', now)).toBe(iso(now + 1_800_000))
  expect(pauseUntil('forever', now)).toBe('forever')
  expect(Date.parse(pauseUntil('tomorrow', now))).toBeGreaterThan(now)
})

test.each([
  ['https://shop.example/admin', true],
  ['http://127.0.0.1:8090/oauth', true],
  ['http://shop.example/admin', false],
  ['https://evil.example/shop.example', false],
  ['https://shop.example@evil.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['not an address', false],
])('may a page open %s in the browser? %s', (url, allowed) => {
  expect(isAllowedLink(url, ['https://shop.example/', 'http://127.0.0.1:8090'])).toBe(allowed)
})
