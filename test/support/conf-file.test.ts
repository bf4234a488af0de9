import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { confFile } from '../../main/support/conf-file.ts'

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-conf-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a file comes back whole, dots in its keys and all', () => {
  const folder = aFolder()
  confFile(folder, 'settings').write({ version: 1, 'a.b': { c: null } })
  expect(confFile(folder, 'settings').read()).toEqual({ version: 1, 'a.b': { c: null } })
})

test('a file that was cut off does not stop the start, and is kept beside the new one', () => {
  const folder = aFolder()
  writeFileSync(join(folder, 'settings.json'), '{"version": 1, "lang')
  const file = confFile(folder, 'settings')
  expect(file.read()).toEqual({})
  file.write({ version: 1 })
  expect(readFileSync(join(folder, 'settings.unreadable.json'), 'utf8')).toBe('{"version": 1, "lang')
  expect(confFile(folder, 'settings').read()).toEqual({ version: 1 })
})
