// One window of the size that the app opens with, for the pages that the test serves.
import { app, BrowserWindow } from 'electron'

app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 720, useContentSize: true })
  window.loadURL('about:blank')
})
