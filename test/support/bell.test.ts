import { expect, test, vi } from 'vitest'
import { systemBell } from '../../main/support/bell.ts'

test('a bell rings once, and not when it was silenced', async () => {
  const rung: string[] = []
  systemBell(Date.now() + 20, () => rung.push('silenced'))()
  await new Promise<void>((resolve) =>
    systemBell(Date.now() + 60, () => {
      rung.push('rang')
      resolve()
    }),
  )
  expect(rung).toEqual(['rang'])
})

test('a bell for a moment that has just passed rings all the same', async () => {
  await new Promise<void>((resolve) => systemBell(Date.now() - 5, resolve))
})

test('a clock that is set back by hours does not silence the bell', async () => {
  const now = Date.now
  const rung = new Promise<void>((resolve) => systemBell(now() + 50, resolve))
  const setBack = vi.spyOn(Date, 'now').mockImplementation(() => now() - 5 * 3_600_000)
  await rung
  setBack.mockRestore()
})
