// In a utility process: process.parentPort over Node's own channel to the parent.
const { EventEmitter } = require('node:events')
require('../support/windows-file-rules.cjs')
if (process.env.AFTERBEEP_PARCEL) require('./parcel-rules.cjs')

const port = new EventEmitter()
const early = []
process.on('message', (data) => {
  if (port.listenerCount('message') > 0) port.emit('message', { data, ports: [] })
  else early.push(data)
})
// Messages wait until somebody listens.
port.on('newListener', (event) => {
  if (event !== 'message') return
  process.nextTick(() => {
    for (const data of early.splice(0)) port.emit('message', { data, ports: [] })
  })
})
// In a turn of its own: what was posted right before process.exit() is lost, as it may be in Electron.
port.postMessage = (message) => setImmediate(() => process.connected && process.send(message))

process.type = 'utility'
process.parentPort = port
// It never outlives the app.
process.on('disconnect', () => process.exit(0))
// Electron warns and goes on.
process.on('unhandledRejection', (error) => process.emitWarning(error instanceof Error ? error : String(error)))
