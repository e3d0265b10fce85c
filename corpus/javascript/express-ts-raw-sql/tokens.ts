import { createRemoteJWKSet, jwtVerify } from 'jose';

const keys = createRemoteJWKSet(new URL(process.env.JWKS_URL!));

export async function verifyIdToken(header = ''): Promise<number> {
  const { payload } = await jwtVerify(header.slice('Bearer '.length), keys, { issuer: 'https://id.example' });
  return Number(payload.sub);
}
