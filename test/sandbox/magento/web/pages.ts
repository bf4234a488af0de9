/** Magento's own error pages (HTML): what comes where JSON cannot be answered. */
function page(host: string, title: string, content: string): string {
  const base = `http://${host}/errors/default/`.replaceAll(':', '&#x3A;').replaceAll('/', '&#x2F;')
  return `<!doctype html>
<html xmlns="http://www.w3.org/1999/xhtml" >
<head>
    <title>${title}</title>
    <base href="${base}" />
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
    <meta name="robots" content="*"/>
    <link rel="stylesheet" href="css/styles.css" type="text/css" />
    <link rel="icon" href="images/favicon.ico" type="image/x-icon" />
    <link rel="shortcut icon" href="images/favicon.ico" type="image/x-icon" />
</head>
<body>
    <main class="page-main">
        
${content}
    </main>
</body>
</html>
`
}

export function maintenancePage(host: string): string {
  return page(
    host,
    'Error 503: Service Unavailable',
    `<h1>Service Temporarily Unavailable</h1>
<p>
    The server is temporarily unable to service your request due to maintenance downtime or capacity problems.
    Please try again later.
</p>`,
  )
}

/** @param record the error log's record number, 64 hex digits */
export function errorPage(host: string, record: string): string {
  return page(
    host,
    'There has been an error processing your request',
    `<h1>There has been an error processing your request</h1>
    <p><em>Exception printing is disabled by default for security reasons.</em></p>

    <p>Error log record number: ${record}</p>`,
  )
}

export function notFoundPage(): string {
  return '<!doctype html>\n<html lang="en"><head><title>404 Not Found</title></head><body><h1>Whoops, our bad...</h1></body></html>\n'
}
