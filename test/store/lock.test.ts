import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdLock } from '../../main/store/lock.ts'
import { temporaryFolder } from './support.ts'

/** Another program that wants the folder; answers whether it got it. */
async function another(file: string): Promise<{ said: string; kill(): Promise<void> }> {
  const program = join(import.meta.dirname, 'programs/hold-lock.ts')
  const child: ChildProcess = spawn(process.execPath, [program, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  if (child.stdout === null) throw new Error('no output to read')
  const [said] = await once(child.stdout, 'data')
  return { said: String(said), kill }
}

test('one program holds a folder, and every other one is refused', async () => {
  const file = join(temporaryFolder(), 'data', 'owner.lock')
  const lock = holdLock(file)
  expect(lock).not.toBeNull()
  expect(holdLock(file)).toBeNull()
  expect((await another(file)).said).toBe('refused')
  lock?.release()
  const next = holdLock(file)
  expect(next).not.toBeNull()
  next?.release()
})

test('the lock of a program that was killed is free at once', async () => {
  const file = join(temporaryFolder(), 'owner.lock')
  const other = await another(file)
  expect([other.said, holdLock(file)]).toEqual(['held', null])
  await other.kill()
  const lock = holdLock(file)
  expect(lock).not.toBeNull()
  lock?.release()
})
