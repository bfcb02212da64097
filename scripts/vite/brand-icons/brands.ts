// The services whose icons are in the package: those that people keep second factors of. One a line: the icon's name in
// simple-icons, then the registrable domains on which people sign in to it.
export const BRANDS = `
1password 1password.com 1password.eu 1password.ca
adguard adguard.com
airbnb airbnb.com
airtable airtable.com
algolia algolia.com
alipay alipay.com
anthropic anthropic.com
claude claude.ai
apple apple.com icloud.com
arduino arduino.cc
asana asana.com
atlassian atlassian.com atlassian.net
auth0 auth0.com
autodesk autodesk.com
backblaze backblaze.com
bandcamp bandcamp.com
battledotnet battle.net blizzard.com
binance binance.com binance.us
bitbucket bitbucket.org
bitwarden bitwarden.com bitwarden.eu
bluesky bsky.app
bookingdotcom booking.com
box box.com
brave brave.com
brevo brevo.com
buffer buffer.com
cashapp cash.app
circleci circleci.com
clickup clickup.com
cloudflare cloudflare.com
cloudinary cloudinary.com
cloudways cloudways.com
codeberg codeberg.org
coinbase coinbase.com
contabo contabo.com
coursera coursera.org
cpanel cpanel.net
crowdin crowdin.com
curseforge curseforge.com
dashlane dashlane.com
datadog datadoghq.com datadoghq.eu
deepl deepl.com
deutschebank deutsche-bank.de
deviantart deviantart.com
digitalocean digitalocean.com
discord discord.com discordapp.com
discourse discourse.org
docker docker.com
doordash doordash.com
dropbox dropbox.com
drupal drupal.org
ea ea.com
ebay ebay.com ebay.de ebay.co.uk ebay.fr ebay.it
element element.io
epicgames epicgames.com
etsy etsy.com
evernote evernote.com
expensify expensify.com
facebook facebook.com
fastly fastly.com
figma figma.com
fitbit fitbit.com
fiverr fiverr.com
flickr flickr.com
flydotio fly.io
framer framer.com
freelancer freelancer.com
gandi gandi.net
ghost ghost.org
gitea gitea.com
github github.com
gitlab gitlab.com
godaddy godaddy.com
gogdotcom gog.com
google google.com youtube.com
grafana grafana.com grafana.net
gumroad gumroad.com
gusto gusto.com
hashicorp hashicorp.com
hetzner hetzner.com hetzner.cloud
hostinger hostinger.com
hubspot hubspot.com
huggingface huggingface.co
humblebundle humblebundle.com
ifttt ifttt.com
infomaniak infomaniak.com
instagram instagram.com
instacart instacart.com
instructure instructure.com
intercom intercom.com intercom.io
intuit intuit.com
ionos ionos.com ionos.de
itchdotio itch.io
jetbrains jetbrains.com
keybase keybase.io
kick kick.com
kickstarter kickstarter.com
klarna klarna.com
lastpass lastpass.com
letterboxd letterboxd.com
line line.me
linear linear.app
make make.com
mailchimp mailchimp.com
mailgun mailgun.com
mastodon mastodon.social joinmastodon.org
matrix matrix.org
mattermost mattermost.com
mega mega.io mega.nz
mercadopago mercadopago.com mercadopago.com.ar mercadopago.com.br
meta meta.com
miro miro.com
modrinth modrinth.com
mongodb mongodb.com
monzo monzo.com
mullvad mullvad.net
n26 n26.com
namecheap namecheap.com
namesilo namesilo.com
neon neon.tech
netflix netflix.com
netlify netlify.com
newrelic newrelic.com
nextcloud nextcloud.com
nextdns nextdns.io
nordvpn nordvpn.com nordaccount.com
notion notion.so notion.com
npm npmjs.com
nuget nuget.org
nvidia nvidia.com
okta okta.com
okx okx.com
opencollective opencollective.com
ovh ovh.com ovhcloud.com ovh.net
pagerduty pagerduty.com
patreon patreon.com
payoneer payoneer.com
paypal paypal.com
pinterest pinterest.com
plausibleanalytics plausible.io
playstation playstation.com sonyentertainmentnetwork.com
plex plex.tv
porkbun porkbun.com
posthog posthog.com
postman postman.com
proton proton.me protonmail.com
pulumi pulumi.com
pypi pypi.org
quora quora.com
railway railway.app railway.com
razorpay razorpay.com
reddit reddit.com
redis redis.io
render render.com
replit replit.com
revolut revolut.com
ring ring.com
riotgames riotgames.com
roblox roblox.com
robinhood robinhood.com
rockstargames rockstargames.com
rubygems rubygems.org
samsung samsung.com
sap sap.com
scaleway scaleway.com
sentry sentry.io
shopify shopify.com
signal signal.org
simplelogin simplelogin.io
snapchat snapchat.com
snowflake snowflake.com
snyk snyk.io
sonarqubecloud sonarcloud.io
soundcloud soundcloud.com
sourceforge sourceforge.net
spotify spotify.com
square squareup.com
squarespace squarespace.com
stackoverflow stackoverflow.com
starlingbank starlingbank.com
steam steampowered.com steamcommunity.com
strava strava.com
stripe stripe.com
substack substack.com
supabase supabase.com
surfshark surfshark.com
synology synology.com
tailscale tailscale.com
target target.com
teamviewer teamviewer.com
telegram telegram.org
tesla tesla.com
tidal tidal.com
tiktok tiktok.com
todoist todoist.com
toggl toggl.com
tradingview tradingview.com
trello trello.com
tresorit tresorit.com
trustpilot trustpilot.com
tumblr tumblr.com
turso turso.tech
tuta tuta.com tutanota.com
twitch twitch.tv
typeform typeform.com
uber uber.com
ubisoft ubisoft.com
udemy udemy.com
unity unity.com
upcloud upcloud.com
upwork upwork.com
vercel vercel.com
vimeo vimeo.com
visa visa.com
vk vk.com
vodafone vodafone.com vodafone.de vodafone.co.uk
vultr vultr.com
webex webex.com
webflow webflow.com
wechat wechat.com
wellsfargo wellsfargo.com
whatsapp whatsapp.com
wikipedia wikipedia.org
wise wise.com
wix wix.com
wordpress wordpress.com wordpress.org
x x.com
xero xero.com
xing xing.com
yubico yubico.com
zapier zapier.com
zendesk zendesk.com
zoho zoho.com zoho.eu
zoom zoom.us zoom.com
`;
