import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
import { becomeReady } from './electron.ts'

// Electron refuses to start where anything follows a link: whoever made the link could add switches (command_line_args.cc).
const words = process.argv.slice(1)
const link = words.findIndex((word) => /^[a-z][a-z0-9+.-]+:/i.test(word))
if (link >= 0 && link < words.length - 1) {
  process.stderr.write('Nothing may follow a link on the command line\n')
  process.exit(1)
}

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
