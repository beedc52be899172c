/* npm start: builds what is stale and opens Afterbeep. */
import { ensureBuilt } from './ensure-built.ts'
import { openAfterbeep } from './open-afterbeep.ts'

ensureBuilt()
const app = openAfterbeep(process.argv.slice(2))
// The terminal sends Ctrl-C to both; the app closes its calls and its archive, and this waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => app.kill('SIGTERM'))
app.once('exit', (exitCode, signal) => process.exit(exitCode ?? (signal ? 1 : 0)))
