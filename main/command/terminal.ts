import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Io, Wanted } from './io.ts'

/** The terminal, pipe or file that this process was started with. */
export function processIo(): Io {
  const terminal = process.stderr.isTTY === true
  let drawn = false
  const pipe = createPipe()
  const clear = () => {
    if (drawn) process.stderr.write('\r\u001b[K')
    drawn = false
  }
  // `tillbridge runs | head`: whoever listened has heard enough, and the work goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    out(line) {
      clear()
      process.stdout.write(`${harmless(line)}\n`)
    },
    err(line) {
      clear()
      process.stderr.write(`${harmless(line)}\n`)
    },
    progress(line) {
      if (!terminal) return
      clear()
      if (line === '') return
      process.stderr.write(harmless(line).slice(0, (process.stderr.columns ?? 80) - 1))
      drawn = true
    },
    terminal,
    asks: process.stdin.isTTY === true,
    readStdin: (wanted) => (process.stdin.isTTY ? typed(wanted) : pipe(wanted)),
    env: process.env,
  }
}

/** Without what a terminal would obey: names and error texts are other people's. */
export const harmless = (line: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  line.replace(/[\0-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}]/gu, '')

/** What comes through a pipe: its next line where more is read afterwards, else all that is left. */
function createPipe(): (wanted: Wanted) => Promise<string> {
  let read = ''
  let ended = false

  /** Waits for more; false at the end. */
  async function grow(signal: AbortSignal): Promise<boolean> {
    if (ended || signal.aborted) return false
    const chunk = await Promise.race([nextChunk(), aborted(signal).then(() => null)])
    ended ||= chunk === null
    read += chunk ?? ''
    return chunk !== null
  }

  return async ({ more = false, signal }) => {
    while (!(more && read.includes('\n')) && (await grow(signal)));
    const end = more ? read.indexOf('\n') + 1 || read.length : read.length
    const part = read.slice(0, end)
    read = read.slice(end)
    // A pipe that nobody closes would keep the process from ending.
    if (!more) process.stdin.destroy()
    return part
  }
}

/** Null at the end, or where nothing can be read. A pipe that stays open keeps no process alive while nobody reads it. */
function nextChunk(): Promise<string | null> {
  const { stdin } = process
  stdin.setEncoding('utf8')
  hold(true)
  return new Promise((resolve) => {
    const settle = (chunk: string | null) => {
      hold(false)
      stdin.off('readable', look)
      for (const event of ['end', 'error', 'close']) stdin.off(event, end)
      resolve(chunk)
    }
    const look = () => {
      const chunk: unknown = stdin.read()
      if (chunk !== null) settle(String(chunk))
    }
    const end = () => settle(null)
    stdin.on('readable', look)
    for (const event of ['end', 'error', 'close']) stdin.on(event, end)
    if (stdin.readableEnded || stdin.destroyed) end()
    else look()
  })
}

/** A file as stdin cannot be held, and need not be. */
function hold(held: boolean): void {
  if (!('unref' in process.stdin)) return
  if (held) process.stdin.ref()
  else process.stdin.unref()
}

/** Lines from a terminal until they are enough: nobody knows how to end a file there. Secrets do not show. */
function typed({ enough, secret, signal }: Wanted): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = secret ? unseen : process.stderr
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  let read = ''
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      read += `${line}\n`
      if (enough(read)) lines.close()
    })
    // Here Ctrl-C is a key: what it means elsewhere is done by hand.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    lines.on('close', () => resolve(read))
    signal.addEventListener('abort', () => lines.close(), { once: true })
    if (signal.aborted) lines.close()
  })
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
