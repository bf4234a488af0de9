import { text } from 'node:stream/consumers'
import type { Io } from './io.ts'

/** The terminal, pipe or file that this process was started with. */
export function processIo(): Io {
  const terminal = process.stderr.isTTY === true
  let drawn = false
  const clear = () => {
    if (drawn) process.stderr.write('\r\u001b[K')
    drawn = false
  }
  return {
    out(line) {
      clear()
      process.stdout.write(`${line}\n`)
    },
    err(line) {
      clear()
      process.stderr.write(`${line}\n`)
    },
    progress(line) {
      if (!terminal) return
      clear()
      if (line === '') return
      process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1))
      drawn = true
    },
    terminal,
    readStdin: () => (process.stdin.isTTY ? firstLine() : text(process.stdin)),
    env: process.env,
  }
}

/** On a terminal one line is enough: nobody knows how to end a file. */
async function firstLine(): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}

/** Aborts on the first SIGINT or SIGTERM, so that a run is cancelled and the ledger closed; a second one kills. */
export function stopSignal(): AbortSignal {
  const abort = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => abort.abort())
  }
  return abort.signal
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
