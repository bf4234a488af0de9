import { Menu } from 'electron'

/**
 * No menu of Electron's own: its Ctrl+R would reload the page instead of syncing, and its tools are not the
 * merchant's. macOS keeps the entries without which copying, pasting and closing do not work there.
 */
export function setAppMenu(): void {
  const mac = Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
  Menu.setApplicationMenu(process.platform === 'darwin' ? mac : null)
}
