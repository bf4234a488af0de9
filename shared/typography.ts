/** With its full stop, where the text does not end by itself: titles become sentences beside other sentences. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

const NO_BREAK = '\u00a0'

/**
 * The spaces of French in Canada (Office québécois de la langue française): a no-break space before a colon and a
 * percent sign and inside « », none before `;`, `?` and `!`. Texts are written with plain spaces.
 */
export const frenchSpaces = (text: string): string =>
  text
    .replace(/ ([:%»])/g, `${NO_BREAK}$1`)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/(\d) (?=\d{3}\b)/g, `$1${NO_BREAK}`)
