/*
 * Draws the pictures of resources/ from icon.svg and tray.svg, with Chromium:
 *
 *   icon.png                       512 × 512, transparent corners
 *   tray.png, tray@2x.png          22 and 44, for Linux
 *   trayTemplate.png, …@2x.png     16 and 32, black on nothing, for the menu bar of macOS
 *   tray.ico                       16 to 48, for Windows
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './run-step.ts'
import { ensurePackages } from './system-packages.ts'

ensurePackages(['chromium'])
const resources = join(root, 'resources')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })

async function draw(svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const drawing = readFileSync(join(resources, svg), 'utf8')
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`,
  )
  const picture = await page.screenshot({ omitBackground: true })
  await page.close()
  return picture
}

/** An ICO of PNGs: a header of 6 bytes, 16 for each picture, then the pictures (Windows Vista and later). */
function icoOf(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let at = header.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index
    header.writeUInt8(size, entry)
    header.writeUInt8(size, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(at, entry + 12)
    at += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

const pngs = [
  ['icon.png', 'icon.svg', 512],
  ['tray.png', 'icon.svg', 22],
  ['tray@2x.png', 'icon.svg', 44],
  ['trayTemplate.png', 'tray.svg', 16],
  ['trayTemplate@2x.png', 'tray.svg', 32],
] as const
for (const [file, svg, size] of pngs) writeFileSync(join(resources, file), await draw(svg, size))

const sizes = [16, 20, 24, 32, 40, 48]
const pictures = await Promise.all(sizes.map(async (size) => ({ size, png: await draw('icon.svg', size) })))
writeFileSync(join(resources, 'tray.ico'), icoOf(pictures))
await browser.close()
