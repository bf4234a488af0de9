import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './lint.ts'

/** Rows of the tables in docs/what-can-go-wrong.md, without their heads. */
const rows = readFileSync(join(root, 'docs', 'what-can-go-wrong.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what happens'))

test('every mishap that the documents promise to survive names a test that is there', () => {
  const wrong = rows.filter((row) => {
    const [, file = '', title = ''] = /`(test\/[^`]+)` \*([^*]+)\* \|$/.exec(row) ?? []
    const path = join(root, file)
    return title === '' || !existsSync(path) || !readFileSync(path, 'utf8').includes(title)
  })
  expect([rows.length > 20, wrong]).toEqual([true, []])
})
