#include "base/libraries.h"

#include <openssl/crypto.h>

void
base_add_libraries(struct libraries *libraries)
{
	library_add(
	    libraries, "OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING));
}
