/** Where the browser is sent after the merchant agreed. Registered with Lightspeed, so never to be changed. */
export const CALLBACK_PORT = 48_915

export type Listening = { close(): void }

/**
 * Waits for the browser. Resolves to null when the port is taken.
 *
 * `arrived` is told the whole redirected address, and answers what the page shall say.
 */
export type CallbackListener = (
  arrived: (address: string) => Promise<'connected' | 'failed'>,
) => Promise<Listening | null>
