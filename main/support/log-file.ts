import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Log, LogFacts } from './log.ts'
import { redact } from './redact.ts'

/** One old file is kept beside the current one; together never more than twice this. */
const MOST_BYTES = 5 * 1024 * 1024

/** The log of a data folder: one line an event, dated in UTC, turned over by size, redacted. */
export function openLogFile(dataFolder: string): { log: Log; file: string } {
  const file = join(dataFolder, 'logs', 'tillbridge.log')
  const logger = electronLog.create({ logId: file })
  logger.transports.console.level = false
  logger.transports.file.level = 'info'
  logger.transports.file.maxSize = MOST_BYTES
  logger.transports.file.resolvePathFn = () => file
  logger.transports.file.format = ({ data, level, message }) => [
    `${message.date.toISOString()} ${level.padEnd(5)} ${data.join(' ')}`,
  ]
  const write = (level: 'info' | 'warn' | 'error') => (event: string, facts?: LogFacts) =>
    logger[level](redact(facts === undefined ? event : `${event} ${JSON.stringify(facts)}`))
  return { log: { info: write('info'), warn: write('warn'), error: write('error') }, file }
}
