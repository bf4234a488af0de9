import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chosenRows, rowNames } from './rows.ts'
import { judged, table } from './table.ts'

test('all rows are measured unless some are named', () => {
  expect(chosenRows(undefined)).toEqual({ ok: true, value: new Set(rowNames) })
  expect(chosenRows('growth, first-sync-429')).toEqual({
    ok: true,
    value: new Set(['growth', 'first-sync-429']),
  })
})

test('what is no row is refused by name before anything is measured', () => {
  expect(chosenRows('growth,grwoth,,toString')).toEqual({ ok: false, error: ['grwoth', '', 'toString'] })
  const bench = join(import.meta.dirname, 'main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [bench, '--only', 'grwoth'], {
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^No such row: grwoth\. There are: first-sync-ratio, .*growth\n$/)
})

test('a promise holds up to its limit and no further, however the value is shown', () => {
  const rows = judged({ growth: 1.1504, 'stock-latency-seconds': 60, 'magento-route-chosen': 0 })
  expect(rows).toEqual([
    {
      name: 'magento-route-chosen',
      value: 0,
      promised: 'at least 1',
      unit: 'if the faster one, in both shops',
      holds: false,
    },
    { name: 'stock-latency-seconds', value: 60, promised: 'at most 60', unit: 's', holds: true },
    { name: 'growth', value: 1.15, promised: 'at most 1.15', unit: 'of the time per item', holds: false },
  ])
  expect(table(rows).split('\n').at(-1)).toMatch(
    /^growth +1\.15 +at most 1\.15 +of the time per item +DOES NOT HOLD$/,
  )
})
