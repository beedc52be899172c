import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
import { becomeReady } from './electron.ts'

// Electron's order: the entry runs to its end first, then `ready`.
const folder = app.getAppPath()
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string }

const stuck = setTimeout(() => {
  process.stderr.write('The entry awaits app.whenReady() at its top level: Electron would hang for ever here\n')
  process.exit(13)
}, 10_000)
await import(pathToFileURL(resolve(folder, main)).href)
clearTimeout(stuck)
await becomeReady()
