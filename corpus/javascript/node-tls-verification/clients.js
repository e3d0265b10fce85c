const https = require('https');
const axios = require('axios');
const tls = require('tls');

const loose = new https.Agent({ rejectUnauthorized: false }); // expect: tls-verification-disabled
const strict = new https.Agent({ rejectUnauthorized: true, ca: process.env.LEDGER_CA });

exports.balance = (account) => axios.get(`https://ledger.internal/${account}`, { httpsAgent: loose });
exports.rates = () => axios.get('https://ledger.internal/rates', { httpsAgent: strict });

exports.connect = (host) => tls.connect({ host, port: 443, servername: host });

// Said of a form, not of a connection.
exports.options = { rejectUnknown: false };
