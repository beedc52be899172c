// Runs before anything else, also before the module that Playwright preloads: makes `electron` mean the stand-in for
// import and for require, and the process look like Electron's main process.
const { registerHooks } = require('node:module')
require('../support/windows-file-rules.cjs')
if (process.env.AFTERBEEP_PARCEL) require('./parcel-rules.cjs')
const { pathToFileURL } = require('node:url')

const url = pathToFileURL(require.resolve('./electron.ts')).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

if (process.env.AFTERBEEP_PARCEL) process.resourcesPath = process.env.AFTERBEEP_PARCEL

// Playwright asks for `require('electron')` through the inspector.
globalThis.require ??= require
process.type = 'browser'

/*
 * AFTERBEEP_PLATFORM=darwin|win32: what main reads as its platform, and what the stand-in does then. What was built for this
 * system is loaded before: its name is chosen by the platform.
 */
const platform = process.env.AFTERBEEP_PLATFORM
if (platform) {
  const Database = require('better-sqlite3')
  new Database(':memory:').close()
  Object.defineProperty(process, 'platform', { value: platform })
}
process.argv.splice(0, 2, process.env.AFTERBEEP_STAND_IN)
