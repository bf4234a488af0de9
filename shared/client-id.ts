/**
 * The public client that Tillbridge is registered as at Lightspeed (desktop programs: PKCE, no secret;
 * developers.lightspeedhq.com/retail/authentication/clients/). A build for another registration changes this line;
 * a merchant or agency with a client of its own names it under *Connect*.
 */
export const BUILT_IN_CLIENT_ID = 'tillbridge-desktop'
