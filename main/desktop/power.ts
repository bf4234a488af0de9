import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, powerMonitor } from 'electron'

/** Tells when the computer woke up; whatever was missed is caught up once. */
export function onWake(wake: () => void): void {
  powerMonitor.on('resume', wake)
  powerMonitor.on('unlock-screen', wake)
}

/** Starts Tillbridge at login, in the tray only. A program that is not installed is left out. */
export function setStartAtLogin(start: boolean): void {
  if (!app.isPackaged) return
  if (process.platform === 'linux') setAutostart(start, process.env.APPIMAGE ?? process.execPath)
  else app.setLoginItemSettings({ openAtLogin: start, args: ['--hidden'] })
}

/** Electron has no such setting on Linux; desktops read this folder (freedesktop.org, Desktop Application Autostart). */
function setAutostart(start: boolean, executable: string): void {
  const folder = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'tillbridge.desktop')
  if (!start) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true })
  const quoted = `"${executable.replaceAll(/["`$\\]/g, '\\$&')}"`
  writeFileSync(
    file,
    `[Desktop Entry]\nType=Application\nName=Tillbridge\nExec=${quoted} --hidden\nTerminal=false\n`,
  )
}
