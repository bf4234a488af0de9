import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ok } from '../../shared/result.ts'
import { shelves } from '../crash/shelf.ts'
import { damage } from './damage.ts'
import { openProgram, type Program } from './program.ts'

/** A shop that is in step, whose program was quit. */
async function inStep(over: { multiSource?: boolean; backup?: boolean } = {}): Promise<Program> {
  const program = await openProgram(over)
  if (over.backup === false) for (const name of backups(program)) rmSync(`${program.folder}/${name}`)
  await program.quit()
  return program
}

const backups = ({ folder }: Program) => readdirSync(folder).filter((name) => name.includes('.backup-'))
const aside = ({ folder }: Program) => readdirSync(folder).filter((name) => /\.damaged-.*Z$/.test(name))
const items = ({ tillSandbox }: Program) =>
  tillSandbox.state.items
    .ordered('itemID')
    .filter(({ publishToEcom, archived }) => publishToEcom && !archived)

describe.each([true, false])('a ledger that is damaged, stock locations: %s', (multiSource) => {
  test('the newest good backup takes its place, and nothing that is right is written', async () => {
    const program = await inStep({ multiSource })
    const before = shelves(program.web.shop)
    damage(program.ledgerFile, 0, 0.9)

    await program.start()
    expect(await program.notes()).toEqual([
      expect.stringMatching(/^Tillbridge’s own records were damaged\. The backup of /),
    ])
    const runs = await program.sync()
    expect(runs.map(({ outcome }) => outcome?.kind)).toEqual(['done-with-problems', 'done'])
    expect(program.writes()).toBe(0)
    expect(shelves(program.web.shop)).toEqual(before)
    expect(aside(program)).toHaveLength(1)
  })

  test('without a backup everything is found again in till and shop, and nothing that is right is written', async () => {
    const program = await inStep({ multiSource, backup: false })
    const before = shelves(program.web.shop)
    damage(program.ledgerFile, 0, 0.9)

    await program.start()
    expect(await program.notes()).toEqual([expect.stringContaining('made anew from till and web shop')])
    expect((await program.ask('status', {})).setUp).toBe('done')
    await program.sync()
    expect(program.writes()).toBe(0)
    expect(shelves(program.web.shop)).toEqual(before)

    // and it goes on as ever
    const [item] = items(program)
    program.till.setPrice(item?.itemID ?? 0, 77)
    program.till.sell(item?.itemID ?? 0, 1, 1)
    await program.sync()
    expect(program.writes()).toBe(2)
  })
})

test('what happened at the till since the backup reaches the shop, and only that', async () => {
  const program = await openProgram()
  const [renamed, archived, sold] = items(program)
  program.till.rename(renamed?.itemID ?? 0, 'A new name')
  program.till.archive(archived?.itemID ?? 0)
  program.till.sell(sold?.itemID ?? 0, 1, 1)
  await program.sync()
  const wanted = shelves(program.web.shop)
  // since the backup the till went on, and so did the shop
  program.till.setPrice(sold?.itemID ?? 0, 88)
  await program.quit()
  damage(program.ledgerFile, 0, 0.9)
  program.writes()

  await program.start()
  await program.sync()
  expect(program.writes()).toBe(1)
  const priced = shelves(program.web.shop)
  const differing = priced.filter((one, at) => JSON.stringify(one) !== JSON.stringify(wanted[at]))
  expect(differing.map(({ values }) => values.price)).toEqual(['88.000000'])
})

test('what the merchant decided after the backup still holds', async () => {
  const program = await openProgram()
  const { rules } = { rules: await program.ask('rules', {}) }
  await program.ask('setRules', { rules: { ...rules, watchOnly: true, safetyStock: 3 } })
  await program.quit()
  damage(program.ledgerFile, 0, 0.9)
  await program.start()
  expect(await program.ask('rules', {})).toEqual({ ...rules, watchOnly: true, safetyStock: 3 })
})

test('a backup that is damaged as well gives way to the one before it', async () => {
  const program = await openProgram()
  await program.quit()
  program.clock.set(program.clock.now() + 25 * 3_600_000)
  await program.start()
  await program.sync()
  await program.quit()
  const [, newest] = backups(program).toSorted()
  damage(`${program.folder}/${newest}`)
  damage(program.ledgerFile, 0, 0.9)
  await program.start()
  expect(await program.notes()).toEqual([expect.stringContaining('The backup of ')])
  program.writes()
  await program.sync()
  expect(program.writes()).toBe(0)
})

test('damage that shows while the program runs is mended without a restart, and the next sync goes on', async () => {
  const program = await openProgram({ items: 400 })
  await program.quit()
  await program.start()
  damage(program.ledgerFile, 0.2, 0.9)
  const [item] = items(program)
  program.till.setPrice(item?.itemID ?? 0, 99)
  await program.run('catalogue', { scope: { kind: 'full' } }).catch(() => null)
  await program.idle()
  expect(await program.notes()).toEqual([expect.stringContaining('were damaged')])
  await program.sync()
  expect((await program.status()).state).toBe('up-to-date')
  expect(program.web.shop.products().filter(({ views }) => views.all?.price === '99.000000')).toHaveLength(1)
})

test('damage that comes back the same day is told instead of mended again and again, and mended at the next start', async () => {
  const program = await inStep()
  damage(program.ledgerFile, 0, 0.9)
  await program.start({ schedule: true })
  await program.idle()
  program.edge.backUpLedger = async () => ['a page makes no sense']
  program.clock.set(program.clock.now() + 2 * 3_600_000)
  for (const name of backups(program)) rmSync(`${program.folder}/${name}`)
  await program.sync()
  await program.idle()
  expect([await program.problems(), (await program.notes()).length]).toEqual([
    expect.arrayContaining(['ledger-damaged']),
    1,
  ])
  await program.quit()
  await program.start()
  expect([await program.problems(), (await program.notes()).length]).toEqual([
    expect.not.arrayContaining(['ledger-damaged']),
    1,
  ])
})

test('many new products right after a ledger was made anew are asked about: the shop may not be finding its own', async () => {
  const program = await inStep({ backup: false })
  const { shop } = program.services
  program.services.shop = async (request, signal) =>
    new URL(request.url).pathname.endsWith('/products') && request.method === 'GET'
      ? ok({ status: 200, headers: {}, body: '{"items":[],"search_criteria":{},"total_count":0}' })
      : shop(request, signal)
  damage(program.ledgerFile, 0, 0.9)
  await program.start()
  const run = await program.run('catalogue')
  expect([run.outcome?.kind, run.counts.created, program.writes()]).toEqual(['held-by-guard', 0, 0])
})

test('a mending that the power cut off is begun anew', async () => {
  const program = await inStep()
  damage(program.ledgerFile, 0, 0.9)
  writeFileSync(`${program.ledgerFile}.mending`, 'ledger.sqlite.damaged-2026-11-24T08-00-00-000Z')
  await program.start()
  expect(await program.notes()).toEqual([expect.stringContaining('The backup of ')])
  expect(aside(program)).toEqual(['ledger.sqlite.damaged-2026-11-24T08-00-00-000Z'])
})

test('backups are made once a day, and three of them are kept', async () => {
  const program = await openProgram()
  expect(backups(program)).toHaveLength(1)
  for (let day = 0; day < 6; day += 1) {
    program.clock.set(program.clock.now() + 12 * 3_600_000)
    await program.sync()
    await program.idle()
  }
  expect(backups(program)).toHaveLength(3)
})
