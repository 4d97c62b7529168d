/** For the content policy of a webview's page: letters and digits, fresh each time. */
export const freshNonce = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
