// Gives the fallback Electron (see ../runtime.ts) what the official one brings as its default app: it starts
// the app whose folder is the first argument. An ES module, so that `ready` waits until the app's code has run.

import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folder === undefined) throw new Error('Usage: electron [flags] <app folder>')
const appFolder = isAbsolute(folder) ? folder : resolve(folder)
const { name, productName, version, main } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
app.setName(productName ?? name)
app.setVersion(version)
app.setAppPath(appFolder)
app.setPath('userData', join(app.getPath('appData'), productName ?? name))
await import(pathToFileURL(join(appFolder, main)).href)
