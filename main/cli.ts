#!/usr/bin/env node
import { homedir } from 'node:os'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { runCommand } from './command/run.ts'
import { processIo, stopSignal } from './command/terminal.ts'
import { openTokenService } from './core/token-service.ts'
import { openOwner } from './owner/owner.ts'
import { lookAfter } from './store/check.ts'
import { keyFileCipher, ownKeyCipher } from './store/ciphers.ts'
import { systemBell } from './support/bell.ts'
import { careInChild, ledgerToCheck } from './support/check-self.ts'
import { systemClock } from './support/clock.ts'
import { confFile } from './support/conf-file.ts'
import { chosenFolder, dataFolder, serviceAddresses, systemLanguage } from './support/data-folder.ts'
import type { Edge } from './support/edge.ts'
import { keepHeapSmall } from './support/heap.ts'
import { axiosHttp } from './support/http.ts'
import { openLogFile } from './support/log-file.ts'
import { systemRandom } from './support/random.ts'

keepHeapSmall()
const words = process.argv.slice(2)
const folder = dataFolder(chosenFolder(words), {
  platform: process.platform,
  home: homedir(),
  env: process.env,
})
const { log, file } = openLogFile(folder)

const edge: Edge = {
  dataFolder: folder,
  version: packageJson.version,
  clock: systemClock,
  bell: systemBell,
  random: systemRandom,
  http: axiosHttp,
  log,
  logFile: file,
  settingsFile: confFile(folder, 'settings'),
  vaultFile: confFile(folder, 'vault'),
  ...careInChild({ command: process.execPath, before: process.argv.slice(1, 2) }),
  cipher: keyFileCipher(process.env.TILLBRIDGE_VAULT_KEY_FILE),
  weakCipher:
    process.env.TILLBRIDGE_VAULT_KEY_FILE === undefined ? ownKeyCipher(join(folder, 'vault.key')) : null,
  systemLanguage: systemLanguage(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? 'en'),
  addresses: serviceAddresses(process.env),
}

const io = processIo()
const toCheck = ledgerToCheck(words)
if (toCheck !== null) io.out(JSON.stringify(lookAfter(toCheck)))
// Not `process.exit`: what was written to a pipe would be cut off.
else process.exitCode = await runCommand(words, edge, openOwner, io, stopSignal(), openTokenService)
