import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './lint.ts'

/** Lines of what ships that match, comments left out, as `main/store/vault.ts:12`. */
function linesWith(pattern: RegExp, files: readonly string[]): string[] {
  return files.flatMap((file) =>
    withoutComments(readFileSync(join(root, file), 'utf8'))
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])),
  )
}

/** The same lines, without what the comments say. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*/g, '$1')

const main = globSync('main/**/*.ts', { cwd: root })
const outside = (...places: string[]) =>
  main.filter((file) => !places.some((place) => file.startsWith(`main/${place}`)))

test('the core takes time, chance and the environment from outside', () => {
  const direct = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bset(Timeout|Interval)\(|\bprocess\.env\b/
  const edges = ['app.ts', 'cli.ts', 'desktop/', 'command/', 'support/clock.ts', 'support/random.ts']
  expect(linesWith(direct, outside(...edges))).toEqual([])
})

test('SQL stands in the store and nowhere else', () => {
  const sql = /[`'"]\s*(SELECT\s.+\sFROM|INSERT INTO|UPDATE\s\w+\sSET|DELETE FROM|CREATE TABLE)\b/i
  expect(linesWith(sql, outside('store/'))).toEqual([])
})

test('nothing but the command line prints', () => {
  expect(linesWith(/\bconsole\.\w+\(|\bprocess\.std(out|err)\b/, outside('cli.ts', 'command/'))).toEqual([])
})

test('no module is longer than a reader can hold', () => {
  const files = globSync(['main/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}'], { cwd: root })
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})
