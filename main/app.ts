import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { message } from '../shared/message.ts'
import { createWords } from '../shared/say.ts'
import { findVerb, runCommand } from './command/run.ts'
import { processIo, stopSignal } from './command/terminal.ts'
import { openTokenService } from './core/token-service.ts'
import { setAppMenu } from './desktop/app-menu.ts'
import { openFaces } from './desktop/faces.ts'
import { PAGE, registerPageScheme, servePage } from './desktop/page.ts'
import { onWake } from './desktop/power.ts'
import { safeCipher } from './desktop/safe-cipher.ts'
import { storeFile } from './desktop/store-file.ts'
import { openLasting } from './owner/lasting.ts'
import { openOwner } from './owner/owner.ts'
import { lookAfter } from './store/check.ts'
import { keyFileCipher, ownKeyCipher } from './store/ciphers.ts'
import { systemBell } from './support/bell.ts'
import { careInChild, ledgerToCheck } from './support/check-self.ts'
import { systemClock } from './support/clock.ts'
import { chosenFolder, dataFolder, serviceAddresses, systemLanguage } from './support/data-folder.ts'
import type { Edge } from './support/edge.ts'
import { keepHeapSmall } from './support/heap.ts'
import { axiosHttp } from './support/http.ts'
import { openLogFile } from './support/log-file.ts'
import { systemRandom } from './support/random.ts'

keepHeapSmall()
const words = process.argv.slice(app.isPackaged ? 1 : 2)
const folder = dataFolder(chosenFolder(words), {
  platform: process.platform,
  home: homedir(),
  env: process.env,
})
const verb = findVerb(words)

const toCheck = ledgerToCheck(words)

registerPageScheme()
app.setPath('userData', join(folder, 'window'))
// A tray program must not end with its window.
app.on('window-all-closed', () => {})

if (toCheck !== null) {
  processIo().out(JSON.stringify(lookAfter(toCheck)))
  app.exit(0)
} else if (verb !== null) {
  app.dock?.hide()
  void app
    .whenReady()
    .then(async () =>
      app.exit(await runCommand(words, edge(), openOwner, processIo(), stopSignal(), openTokenService)),
    )
} else if (!app.requestSingleInstanceLock()) {
  app.quit() // the first instance opens its window
} else {
  void app.whenReady().then(start)
}

function edge(): Edge {
  const { log, file } = openLogFile(folder)
  const keyFile = process.env.TILLBRIDGE_VAULT_KEY_FILE
  return {
    dataFolder: folder,
    version: app.getVersion(),
    clock: systemClock,
    bell: systemBell,
    random: systemRandom,
    http: axiosHttp,
    log,
    logFile: file,
    settingsFile: storeFile(folder, 'settings'),
    vaultFile: storeFile(folder, 'vault'),
    ...careInChild({
      command: process.execPath,
      before: app.isPackaged ? [] : [app.getAppPath()],
    }),
    cipher: keyFile === undefined ? safeCipher : keyFileCipher(keyFile),
    weakCipher: keyFile === undefined ? ownKeyCipher(join(folder, 'vault.key')) : null,
    systemLanguage: systemLanguage(app.getLocale()),
    addresses: serviceAddresses(process.env),
  }
}

/**
 * Icon and window have this long before anything wants the secrets: older Electrons stand still while a locked keyring
 * asks for its password.
 */
const SETTLES_MS = 2_000

async function start(): Promise<void> {
  setAppMenu()
  const parts = edge()
  servePage(join(import.meta.dirname, '../renderer'), parts.random)
  const opened = await openLasting(() => openOwner(parts))
  const texts = createWords({ language: parts.systemLanguage })
  if (!opened.ok) {
    dialog.showErrorBox('Tillbridge', texts.say(opened.error.message, parts.clock.now()))
    app.exit(1)
    return
  }
  const { core, startSchedule, close, ownerGone } = opened.value
  let leaving = false
  const leave = async () => {
    if (leaving) return
    leaving = true
    faces.close()
    await close()
    app.exit(0)
  }
  const faces = await openFaces({
    core,
    words: texts,
    clock: parts.clock,
    log: parts.log,
    logFile: parts.logFile,
    // While developing, the window comes from the development server, which replaces its code in place.
    page: app.isPackaged ? PAGE : (process.env.ELECTRON_RENDERER_URL ?? PAGE),
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    quit: () => void leave(),
  })
  app.on('before-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    void leave()
  })
  void ownerGone.then(() => {
    dialog.showErrorBox('Tillbridge', texts.say(message('failure.ownerGone'), parts.clock.now()))
    app.exit(1)
  })
  onWake(() => void core.ask('wake', {}))
  if (!words.includes('--hidden')) await faces.show(null)
  await parts.clock.sleep(SETTLES_MS)
  if (!leaving) startSchedule()
}
