import type { SandboxResponse } from '../types.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The page on which the merchant allows a program to use the account. */
export function consentPage(url: string, scopes: readonly string[]): SandboxResponse {
  const address = escaped(url)
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=UTF-8' },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sandbox Lightspeed</title></head>
<body style="font: 16px/1.5 system-ui; max-width: 32rem; margin: 4rem auto">
<h1>Sandbox Lightspeed</h1>
<p>A program would like to use this account:</p>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<p><a id="allow" href="${address}&amp;consent=allow">Allow</a> · <a id="deny" href="${address}&amp;consent=deny">Deny</a></p>
</body>
</html>
`,
  }
}
