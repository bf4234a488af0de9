import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { dataFolder } from '../../main/support/data-folder.ts'
import { doubles, shelves } from '../crash/shelf.ts'
import { openProgram } from './program.ts'

test('a second installation on the same till and web shop makes nothing twice, and what is right stays as it is', async () => {
  const first = await openProgram()
  const before = shelves(first.web.shop)
  const second = await openProgram({ beside: first })
  await second.sync()
  expect([doubles(first.web.shop), shelves(first.web.shop)]).toEqual([[], before])
  first.writes()

  const [item] = first.tillSandbox.state.items
    .ordered('itemID')
    .filter(({ publishToEcom, archived }) => publishToEcom && !archived)
  first.till.setPrice(item?.itemID ?? 0, 71)
  for (let round = 0; round < 3; round += 1) {
    await first.sync()
    await second.sync()
  }
  // each of them once, the same value
  expect(first.writes()).toBeLessThanOrEqual(2)
})

test('two people who share a computer have a folder each, and neither sees the other’s', () => {
  const of = (user: string) =>
    dataFolder(undefined, {
      platform: 'win32',
      home: `C:\\Users\\${user}`,
      env: { APPDATA: `C:\\Users\\${user}\\AppData\\Roaming` },
    })
  expect(of('anna')).not.toBe(of('ben'))
  const onLinux = (home: string) => dataFolder(undefined, { platform: 'linux', home, env: {} })
  expect(onLinux('/home/anna')).not.toBe(onLinux(homedir()))
})
