/**
 * `node tests/pictures/picture-scenes.ts FOLDER [--every]`: pictures of the desk's scenes (tests/support/desk-scenes.ts) in four sizes, light
 * and dark, as PNG files, to look at before and after a change. Twelve scenes, or every one of them.
 *
 * `node tests/pictures/picture-scenes.ts --readme`: docs/desk.png, the picture at the head of the README, from the desk as it is.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDeskPreview, launchBrowser, serveDesk } from '../support/desk-preview.ts'
import { card, desk, items } from '../support/desk-samples.ts'
import { play, scenes, sizes } from '../support/desk-scenes.ts'

const twelve = [
  'a contact to call',
  'three hundred contacts, at the end of the list',
  'a hidden call that a rule warns of',
  'talking',
  'talking where the cadence leaves no message',
  'talking where a rule warns of the drop',
  'the promise of a call',
  'somebody calls during a call',
  'free, while the message is being left',
  'messages being left, and something said',
  'a call that ended',
  'the palette',
]

const [folder, ...options] = process.argv.slice(2)
if (!folder) throw new Error('Into which folder?')
const isReadme = folder === '--readme'
if (!isReadme) mkdirSync(folder, { recursive: true })
const served = await serveDesk()
const browser = await launchBrowser()
const cards = items.map(({ name }) => card(name))
if (isReadme) {
  const scene = scenes.find(({ name }) => name === 'talking')!
  const preview = await openDeskPreview(desk(scene.state), { browser, served, cards, width: 1280, height: 720 })
  await play(scene, preview)
  await preview.page.screenshot({ path: join(import.meta.dirname, '..', '..', 'docs', 'desk.png') })
  await preview.close()
}
for (const scene of isReadme ? [] : scenes) {
  if (!options.includes('--every') && !twelve.includes(scene.name)) continue
  for (const [width, height] of sizes) {
    for (const dark of [false, true]) {
      const preview = await openDeskPreview(desk(scene.state), {
        browser,
        served,
        cards,
        ...scene.options,
        width,
        height,
        dark,
      })
      await play(scene, preview)
      const file = `${scene.name.replaceAll(/[^a-z]+/g, '-')}-${width}x${height}-${dark ? 'dark' : 'light'}.png`
      await preview.page.screenshot({ path: join(folder, file) })
      await preview.close()
    }
  }
}
await browser.close()
await served.close()
