"""An example address of every route of the console: a new route without one fails a test.

The words in braces are numbers of the records in tests/support/console/life.py. One line a route,
in order.
"""

EXAMPLES = {
    "GET /": "/",
    "GET /brokers": "/brokers",
    "GET /brokers/villages": "/brokers/villages",
    "GET /brokers/{id}": "/brokers/{broker}",
    "GET /employers": "/employers",
    "GET /employers/blacklist": "/employers/blacklist",
    "GET /employers/new": "/employers/new",
    "GET /employers/{id}": "/employers/{employer}",
    "GET /employers/{id}/change": "/employers/{employer}/change",
    "GET /employers/{id}/merge": "/employers/{employer}/merge",
    "GET /people": "/people?q=汪清",
    "GET /people/{id}": "/people/{person}",
    "GET /sign-in": "/sign-in",
    "GET /static/{name}": "/static/console.css",
    "GET /vacancies": "/vacancies",
    "GET /vacancies/{id}": "/vacancies/{vacancy}",
    "POST /brokers/{id}/approve": "/brokers/{applicant}/approve",
    "POST /brokers/{id}/give-village": "/brokers/{broker}/give-village",
    "POST /brokers/{id}/refuse": "/brokers/{applicant}/refuse",
    "POST /brokers/{id}/reinstate": "/brokers/{broker}/reinstate",
    "POST /brokers/{id}/suspend": "/brokers/{broker}/suspend",
    "POST /brokers/{id}/take-village": "/brokers/{broker}/take-village",
    "POST /employers/new": "/employers/new",
    "POST /employers/{id}/blacklist": "/employers/{employer}/blacklist",
    "POST /employers/{id}/change": "/employers/{employer}/change",
    "POST /employers/{id}/merge": "/employers/{employer}/merge",
    "POST /employers/{id}/unlist": "/employers/{employer}/unlist",
    "POST /language": "/language",
    "POST /sign-in": "/sign-in",
    "POST /sign-out": "/sign-out",
    "POST /vacancies/{id}/close": "/vacancies/{vacancy}/close",
    "POST /vacancies/{id}/release": "/vacancies/{vacancy}/release",
}
# Routes that are open to who is not signed in.
OPEN = {"GET /sign-in", "GET /static/{name}", "POST /language", "POST /sign-in", "POST /sign-out"}
