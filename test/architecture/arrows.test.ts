import { readdirSync } from 'node:fs'
import { dirname, join, parse, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Complaint, lint, root } from './lint.ts'

const services = ['lightspeed', 'magento', 'store', 'support', 'shared']
const electron = ['electron', 'electron-store']

/** Which room may import which (and itself): the table of docs/architecture.md, packages that matter included. */
const mayImport: Record<string, readonly string[]> = {
  app: [
    'cli',
    'core',
    'owner',
    'catalogue',
    'orders',
    'runs',
    'desktop',
    'command',
    ...services,
    ...electron,
  ],
  cli: ['core', 'owner', 'command', 'store', 'support', 'shared'],
  owner: ['core', 'support', 'shared'],
  core: ['runs', 'catalogue', 'orders', ...services],
  catalogue: services,
  orders: services,
  runs: ['store', 'support', 'shared'],
  lightspeed: ['support', 'shared'],
  magento: ['support', 'shared'],
  store: ['support', 'shared', 'libsql'],
  desktop: ['owner', 'support', 'shared', ...electron],
  command: ['owner', 'support', 'shared'],
  support: ['shared'],
  shared: [],
  renderer: ['shared'],
  sandbox: ['shared', 'libsql', ...electron], // of what ships it may know the words, never the code
}

/** A file in each room, and one in a place from which nothing that ships may import. */
const fileIn: Record<string, string> = {
  app: 'main/app.ts',
  cli: 'main/cli.ts',
  core: 'main/core.ts',
  owner: 'main/owner/lock.ts',
  lightspeed: 'main/lightspeed/item.ts',
  magento: 'main/magento/product.ts',
  catalogue: 'main/catalogue/projection/price.ts',
  orders: 'main/orders/sale.ts',
  runs: 'main/runs/run.ts',
  store: 'main/store/tables/links.ts',
  desktop: 'main/desktop/tray.ts',
  command: 'main/command/sync.ts',
  support: 'main/support/clock.ts',
  shared: 'shared/status.ts',
  renderer: 'renderer/overview/page.tsx',
  sandbox: 'test/sandbox/start.ts',
  scripts: 'scripts/build.ts',
}

const rooms = Object.keys(mayImport)
const targetsFrom = (room: string) =>
  [...Object.keys(fileIn), ...electron, 'libsql'].filter((target) => target !== room)

/** As one writes it in that room: a relative path with its extension, or the package's name. */
function specifier(room: string, target: string): string {
  const file = fileIn[target]
  if (file === undefined) return target
  const path = relative(dirname(fileIn[room] ?? ''), file)
  return path.startsWith('.') ? path : `./${path}`
}

describe('the import table', () => {
  let complaints: readonly Complaint[] = []

  beforeAll(() => {
    // In each room's file one import a line, so that a complaint's line tells what was refused.
    const importAll = (room: string) =>
      targetsFrom(room).map((target) => `import '${specifier(room, target)}'\n`)
    const files = rooms.map((room) => [fileIn[room] ?? room, importAll(room).join('')])
    complaints = lint('style/noRestrictedImports', Object.fromEntries(files))
  })

  test.each(Object.entries(mayImport))('%s may import %j and nothing else', (room, allowed) => {
    const refused = complaints
      .filter((complaint) => complaint.path === fileIn[room])
      .map((complaint) => targetsFrom(room)[complaint.line - 1])
    expect(
      targetsFrom(room)
        .filter((target) => !refused.includes(target))
        .toSorted(),
    ).toEqual(allowed.toSorted())
  })

  test('every folder of main is a room of the table', () => {
    const found = readdirSync(join(root, 'main')).map((name) => parse(name).name)
    expect(found.filter((name) => !(name in mayImport))).toEqual([])
  })
})

test.each([
  ["import type { Sale } from '../orders/sale.ts'", 'a type'],
  ["export { sale } from '../orders/sale.ts'", 'an export'],
  ["export const sale = await import('../orders/sale.ts')", 'a later import'],
  ["import { main } from 'electron/main'", 'a part of a package'],
])('%s is refused in catalogue, though it is only %s', (line) => {
  const complaints = lint('style/noRestrictedImports', { 'main/catalogue/plan.ts': `${line}\n` })
  expect(complaints).toHaveLength(1)
})

test('the window imports nothing of Node', () => {
  const files = { 'renderer/overview/page.tsx': "import 'node:fs'\nimport 'react'\n" }
  expect(lint('style/noRestrictedImports', files).map((complaint) => complaint.line)).toEqual([1])
})

test('two modules that import each other are refused', () => {
  const files = {
    'main/runs/run.ts': "import { history } from './history.ts'\nexport const run = () => history\n",
    'main/runs/history.ts': "import { run } from './run.ts'\nexport const history = () => run\n",
  }
  expect(
    lint('suspicious/noImportCycles', files)
      .map((complaint) => complaint.path)
      .toSorted(),
  ).toEqual(['main/runs/history.ts', 'main/runs/run.ts'])
})
