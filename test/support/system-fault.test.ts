import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openOwner } from '../../main/owner/owner.ts'
import { confFile } from '../../main/support/conf-file.ts'
import type { Edge } from '../../main/support/edge.ts'
import { systemFault } from '../../main/support/system-fault.ts'

const failing = (code: string) => Object.assign(new Error('it failed'), { code })

test('a full disk and a folder that may not be written have sentences of their own', () => {
  expect(systemFault(failing('ENOSPC'))).toEqual({ key: 'failure.diskFull', params: {} })
  expect(systemFault(failing('SQLITE_FULL'))).toEqual({ key: 'failure.diskFull', params: {} })
  for (const code of ['EACCES', 'EROFS', 'SQLITE_READONLY', 'SQLITE_IOERR_WRITE'])
    expect(systemFault(failing(code))).toEqual({ key: 'failure.folderRefused', params: { code } })
})

test('a bug of ours is not blamed on the computer', () => {
  expect(systemFault(new TypeError('undefined is not a function'))).toBeNull()
  expect(systemFault(failing('ERR_INVALID_ARG_TYPE'))).toBeNull()
  expect(systemFault('text')).toBeNull()
})

test('a data folder that cannot be made is said in a sentence, and nothing breaks before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const dataFolder = join(folder, 'a file')
  writeFileSync(dataFolder, '')
  // Only these are reached before the folder refuses.
  const edge = { dataFolder, settingsFile: confFile(dataFolder, 'settings') } as Edge
  expect(await openOwner(edge)).toMatchObject({
    ok: false,
    error: { message: { key: 'failure.folderRefused' } },
  })
})
