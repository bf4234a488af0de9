import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './lint.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

const Names = z.record(z.string(), z.string())
const Manifest = z.object({ dependencies: Names, devDependencies: Names, scripts: Names })
const manifest = Manifest.parse(JSON.parse(read('package.json')))
const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })

test('the lock file names packages and checksums, never where somebody downloaded them', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})

test('every package has a line in docs/dependencies.md that says what it is for, and no line outlives its package', () => {
  const lines = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| \S.+\|$/gm)]
  expect(lines.map((line) => line[1]).toSorted()).toEqual(packages.toSorted())
})

test('every npm script that a document names exists', () => {
  const inFolder = (folder: string) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(folder, name)) : []
  const documents = [...inFolder('.'), ...inFolder('docs')].filter((path) => path.endsWith('.md'))
  const named = documents.flatMap((path) =>
    [...read(path).matchAll(/npm run ([\w:-]+)/g)].map((hit) => hit[1]),
  )
  expect(named.filter((name) => name === undefined || !(name in manifest.scripts))).toEqual([])
})

test('every npm script starts a file that is there', () => {
  const started = Object.values(manifest.scripts).flatMap((line) => line.match(/\S+\.(?:mjs|ts)\b/g) ?? [])
  expect(started.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
