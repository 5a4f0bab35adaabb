// Records calls of a page with Playwright: `node har.mjs PORT OUT`, with server.py on that port and `playwright-core`
// where Node finds it. CHROMIUM names the browser, by default Debian's.
import { chromium } from 'playwright-core'

const [port, out] = process.argv.slice(2)
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const context = await browser.newContext({ recordHar: { path: out, content: 'embed' } })
const page = await context.newPage()
await page.goto(`http://127.0.0.1:${port}/`)
await page.evaluate(async () => {
  await fetch('/pets/7?fields=name,age')
  await fetch('/pets/404#top')
  await fetch('/picture')
  await fetch('/pets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ name: 'Rex' }),
  })
  await fetch('/login', { method: 'POST', body: new URLSearchParams({ user: 'rex', note: 'a b' }) })
  await fetch('http://127.0.0.1:9/closed').catch(() => {})
})
await context.close()
await browser.close()
