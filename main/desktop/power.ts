import { app, powerMonitor } from 'electron'

/** Tells when the computer woke up; whatever was missed is caught up once. */
export function onWake(wake: () => void): void {
  powerMonitor.on('resume', wake)
  powerMonitor.on('unlock-screen', wake)
}

/** Starts Tillbridge at login, in the tray only. Linux has no such setting in Electron; there the desktop's own is used. */
export function setStartAtLogin(start: boolean): void {
  if (process.platform === 'linux' || !app.isPackaged) return
  app.setLoginItemSettings({ openAtLogin: start, args: ['--hidden'] })
}
