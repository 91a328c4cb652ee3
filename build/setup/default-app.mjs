/**
 * main.js of the fallback Electron: runs the folder named on the command line, as the default app of a released
 * Electron does (its own was part of what set-up leaves out). Schemes register before `ready`, hence `require`.
 */
export const defaultApp = `'use strict';
const { app } = require('electron');
const path = require('node:path');
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) throw new Error('Name the folder of the application to run.');
const folder = path.resolve(named);
const manifest = require(path.join(folder, 'package.json'));
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version || '0.0.0');
app.setAppPath(folder);
require(path.join(folder, manifest.main || 'index.js'));
`;
