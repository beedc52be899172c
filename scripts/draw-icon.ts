/* Draws resources/icon.png (512 × 512, transparent corners) from resources/icon.svg, with Chromium. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './run-step.ts'
import { ensurePackages } from './system-packages.ts'

ensurePackages(['chromium'])
const drawing = readFileSync(join(root, 'resources', 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 512, height: 512 } })
await page.setContent(`<style>body { margin: 0 }</style>${drawing}`)
writeFileSync(join(root, 'resources', 'icon.png'), await page.screenshot({ omitBackground: true }))
await browser.close()
