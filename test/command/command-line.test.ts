import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysFromText } from '../../main/command/connect.ts'
import { table } from '../../main/command/table.ts'
import { openShop, type Shop } from '../harness/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(60)
})
afterAll(() => shop.close())

describe('a merchant connects, looks, says go', () => {
  test('before anything is connected, the state says what to do, and a sync is refused in a sentence', async () => {
    expect(await shop.tillbridge('status')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Connect the till to begin.'),
    })
    const { jobs } = JSON.parse((await shop.tillbridge('status', '--json')).out)
    expect(jobs.map((job: { nextAt: string | null }) => job.nextAt)).toEqual([null, null, null])
    expect(await shop.tillbridge('sync')).toMatchObject({
      code: 1,
      err: 'Connect the till and the web shop first.\n',
    })
    expect(await shop.tillbridge('go')).toMatchObject({ code: 1 })
  })

  test('a client ID that does not work is not kept', async () => {
    expect(await shop.tillbridge('connect', 'lightspeed', '--client-id', 'mistyped')).toMatchObject({
      code: 1,
    })
    expect((await shop.tillbridge('settings', 'get', 'lightspeedClientId')).out).toMatch(/null/)
  })

  test('the till is connected through the browser, the shop by its keys', async () => {
    await shop.connect()
    const status = await shop.tillbridge('status', '--json')
    expect(JSON.parse(status.out)).toMatchObject({
      setUp: 'go',
      lightspeed: { kind: 'connected' },
      magento: { kind: 'connected' },
    })
  })

  test('a first sync reads and plans, and writes nothing before go', async () => {
    shop.sandbox.magento.requests.clear()
    const first = await shop.tillbridge('sync', 'catalogue', '--json')
    expect(first.code).toBe(0)
    const [{ run, plan }] = JSON.parse(first.out)
    expect(run.outcome).toEqual({ kind: 'awaiting-go' })
    expect(plan.create).toBeGreaterThan(10)
    expect(shop.sandbox.magento.requests.writes()).toEqual([])
    expect(shop.sandbox.magento.shop.products()).toEqual([])
  })

  test('go sends what was planned; the next sync sends nothing', async () => {
    const go = await shop.tillbridge('go', '--json')
    expect([0, 3]).toContain(go.code)
    await shop.tillbridge('sync')
    expect(shop.sandbox.magento.shop.products().length).toBeGreaterThan(10)
    shop.sandbox.magento.requests.clear()
    const again = await shop.tillbridge('sync')
    expect(again.out).toMatch(/0 created, 0 updated/)
    expect(shop.sandbox.magento.requests.writes()).toEqual([])
  })

  test('explain says why, part by part; an unknown SKU is said so', async () => {
    const [product] = shop.sandbox.magento.shop.products()
    const explained = await shop.tillbridge('explain', String(product?.sku))
    expect(explained.code).toBe(0)
    expect(explained.out).toContain(String(product?.sku))
    expect(await shop.tillbridge('explain', 'NO-SUCH-SKU')).toMatchObject({
      code: 1,
      err: expect.stringContaining('NO-SUCH-SKU'),
    })
  })

  test('a preview shows the change and writes nothing', async () => {
    const [product] = shop.sandbox.magento.shop.products()
    const found = JSON.parse((await shop.tillbridge('explain', String(product?.sku), '--json')).out)
    shop.sandbox.lightspeed.till.setPrice(Number(found.itemId), 1234.5)
    shop.sandbox.magento.requests.clear()
    const preview = await shop.tillbridge('sync', 'catalogue', '--dry-run')
    expect(preview.out).toMatch(/→\s+1234\.5/)
    expect(shop.sandbox.magento.requests.writes()).toEqual([])
  })
})

describe('settings and mistakes', () => {
  test('a setting is read and changed by its name', async () => {
    expect(await shop.tillbridge('settings', 'set', 'notifications', 'none')).toMatchObject({ code: 0 })
    expect((await shop.tillbridge('settings', 'get', 'notifications')).out).toMatch(/notifications\s+none/)
    expect((await shop.tillbridge('settings', 'set', 'notifications', 'loud')).code).toBe(1)
    expect((await shop.tillbridge('settings', 'get', 'notifications')).out).toMatch(/none/)
    expect((await shop.tillbridge('settings', 'set', 'colour', 'blue')).code).toBe(2)
    const cron = '{"kind":"cron","cron":"every day"}'
    expect(await shop.tillbridge('settings', 'set', 'schedule.stock', cron)).toMatchObject({
      code: 1,
      err: expect.stringContaining('every day'),
    })
  })

  test('categories of both sides are listed by the number that a setting takes', async () => {
    const id = shop.sandbox.magento.shop.categories.add('Garden tools')
    const { code, out } = await shop.tillbridge('settings', 'choices', 'garden')
    expect([code, out.split('\n')]).toEqual([
      0,
      [expect.stringMatching(`^Magento +${id} +.*Garden tools$`), ''],
    ])
    expect(await shop.tillbridge('settings', 'set', 'categories.root', String(id))).toMatchObject({ code: 0 })
    expect((await shop.tillbridge('settings', 'get', 'categories.root')).out).toMatch(`${id}`)
    expect((await shop.tillbridge('settings', 'set', 'categories.root', 'null')).code).toBe(0)
  })

  test('a word that is no verb is a usage error', async () => {
    expect((await shop.tillbridge('dance')).code).toBe(2)
    expect((await shop.tillbridge('sync', 'dishes')).code).toBe(2)
    expect((await shop.tillbridge('decide', 'x', 'yes')).code).toBe(2)
    expect((await shop.tillbridge('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('under --json a mistake is an object too, and so is what was saved', async () => {
    for (const words of [
      ['dance'],
      ['sync', 'dishes'],
      ['decide', 'x', 'yes'],
      ['pause', '3d'],
      ['explain'],
    ]) {
      const { code, out, err } = await shop.tillbridge(...words, '--json')
      expect({ code, err }).toEqual({ code: 2, err: '' })
      expect(JSON.parse(out)).toMatchObject({ error: { key: expect.stringContaining('cli.') } })
    }
    const saved = await shop.tillbridge('settings', 'set', 'notifications', 'none', '--json')
    expect(JSON.parse(saved.out)).toEqual({})
  })

  test('Ctrl-C ends a command that waits for something to be pasted', async () => {
    const child = shop.start('connect', 'lightspeed')
    await once(createInterface(child.stdout), 'line')
    child.kill('SIGINT')
    expect((await once(child, 'exit'))[0]).toBe(1)
  })

  test('whoever reads only the first line of what is said does no harm', async () => {
    const child = shop.start('--help')
    child.stdout.destroy()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  test('run follows the schedule until it is told to stop, and a sync meanwhile is done by it', async () => {
    const child = shop.start('run')
    const lines = createInterface(child.stdout)
    const [first] = await once(lines, 'line')
    expect(first).toMatch(/Following the schedule/)
    const sync = await shop.tillbridge('sync', 'stock', '--json')
    expect([0, 3]).toContain(sync.code)
    expect(await shop.tillbridge('run')).toMatchObject({ code: 1, err: expect.stringContaining('already') })
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  test('no secret stands in the settings, the log or any other readable file', async () => {
    const { keys } = shop.sandbox.magento
    const secrets = [keys.consumerSecret, keys.accessTokenSecret, keys.accessToken]
    for (const entry of readdirSync(String(shop.environment.TILLBRIDGE_HOME), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile()) continue
      const content = readFileSync(join(entry.parentPath, entry.name), 'latin1')
      for (const secret of secrets)
        expect(content.includes(secret), `${entry.name} holds a secret`).toBe(false)
      expect(/eyJ[\w-]{10,}\./.test(content), `${entry.name} holds a token`).toBe(false)
    }
  })
})

test('four keys are understood as Magento shows them, with or without labels', () => {
  const value = (letter: string) => letter.repeat(32)
  const expected = {
    kind: 'integration',
    consumerKey: value('a'),
    consumerSecret: value('b'),
    accessToken: value('c'),
    accessTokenSecret: value('d'),
  }
  const labelled = `Consumer Key\n${value('a')}\nConsumer Secret: ${value('b')}\nAccess Token ${value('c')}\nAccess Token Secret ${value('d')}`
  expect(keysFromText(labelled)).toEqual(expected)
  expect(keysFromText(['a', 'b', 'c', 'd'].map(value).join('\n'))).toEqual(expected)
  expect(keysFromText(value('e'))).toEqual({ kind: 'bearer', token: value('e') })
  expect(keysFromText('three words only')).toBeNull()
})

test('columns stand under each other, also in Japanese', () => {
  expect(
    table(
      [
        ['寿司', '1'],
        ['a', '22'],
      ],
      [1],
    ),
  ).toEqual(['寿司   1', 'a     22'])
})
