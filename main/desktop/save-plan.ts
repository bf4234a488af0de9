import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { app, type BrowserWindow, dialog } from 'electron'
import type { Core } from '../../shared/contract.ts'
import { RunId } from '../../shared/ids.ts'
import { type Failure, message } from '../../shared/message.ts'
import { planCsv } from '../../shared/plan-csv.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Words } from '../../shared/say.ts'

/**
 * Asks where to, and writes a plan there as a table for a spreadsheet.
 *
 * @returns the file's name; null when the merchant chose none
 */
export async function savePlan(
  parts: { core: Core; words: Words; now(): number; window: BrowserWindow },
  wanted: unknown,
): Promise<Result<string | null, Failure>> {
  const { core, words, now, window } = parts
  const runId = RunId.safeParse(wanted)
  if (!runId.success) return err({ message: message('failure.notAllowed') })
  const name = `${words.say(message('preview.csv.name'), now())}-${runId.data}.csv`
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  })
  if (canceled || filePath === '') return ok(null)
  return writePlan({ core, words, now }, runId.data, filePath)
}

/** Beside its place first, so that a failure leaves no half table. */
async function writePlan(
  { core, words, now }: { core: Core; words: Words; now(): number },
  runId: RunId,
  file: string,
): Promise<Result<string, Failure>> {
  const part = `${file}.part`
  let refused: Failure | null = null
  async function* lines() {
    for await (const line of planCsv(core, words, now(), [runId])) {
      if (line.ok) yield `${line.value}\n`
      else refused = line.error
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part))
    if (refused !== null) {
      await rm(part, { force: true })
      return err(refused)
    }
    await rename(part, file)
    return ok(file)
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {})
    return err({ message: message('failure.notSaved'), details: String(cause) })
  }
}
